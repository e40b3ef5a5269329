import {createContext, useContext, useEffect, useReducer} from 'react';
import type {DebugInfo} from '../../health/debug-info.js';
import {useStore} from '../hooks/store-context.js';

/** Looks at the monitor itself, and at what follows it. Costs something each time: nobody asks but who shows it. */
export type Examine = () => DebugInfo;

export const ExamineContext = createContext<Examine | undefined>(undefined);

/** A monitor that does not measure any more changes nothing, and is to be seen not to. */
const longestSilenceMs = 1000;

/** As it is now, looked at again with each sample, and when none comes. */
export function useExamination(): DebugInfo | undefined {
	const examine = useContext(ExamineContext);
	const {subscribe} = useStore();
	const [, look] = useReducer((count: number) => count + 1, 0);
	useEffect(() => {
		const timer = setInterval(look, longestSilenceMs);
		const unsubscribe = subscribe(() => {
			timer.refresh();
			look();
		});
		return () => {
			clearInterval(timer);
			unsubscribe();
		};
	}, [subscribe]);
	return examine?.();
}
