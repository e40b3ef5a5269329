import {useEffect, useReducer} from 'react';
import type {DebugInfo} from '../../health/debug-info.js';
import {useRoute} from '../hooks/services.js';

/** A monitor that does not measure any more changes nothing, and is to be seen not to. */
const maxUpdateIntervalMs = 1000;

/** The monitor itself as it is now, looked at again with each sample, and when none comes. */
export function useExamination(): DebugInfo {
	const {viewpoint, machine} = useRoute();
	const [, update] = useReducer((count: number) => count + 1, 0);
	useEffect(() => {
		const timer = setInterval(update, maxUpdateIntervalMs);
		const unsubscribe = viewpoint.subscribe(() => {
			timer.refresh();
			update();
		});
		return () => {
			clearInterval(timer);
			unsubscribe();
		};
	}, [viewpoint]);
	return machine.examine();
}
