import {useEffect, useReducer} from 'react';
import type {DebugInfo} from '../../health/debug-info.js';
import {useRoute} from '../hooks/services.js';

/** Maximum time between two updates in milliseconds: a monitor that stopped sampling must be seen to have stopped. */
const maxUpdateIntervalMs = 1000;

/** Returns a report on the monitor, updated with each sample and at least once a second. */
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
