import {usualHistory} from '../../source/history.js';
import {type Monitor, monitorSource} from '../../source/monitor.js';
import type {Source} from '../../source/sources/source.js';
import type {MonitorState} from '../../source/state.js';

/** A monitor of a source that runs until it is disposed. */
export type RunningMonitor = AsyncDisposable & {
	readonly monitor: Monitor;
	state(): MonitorState;
};

export function runMonitor(source: Source): RunningMonitor {
	const monitor = monitorSource({source, history: usualHistory});
	const ending = new AbortController();
	const running = monitor.run(ending.signal);
	return {
		monitor,
		state: monitor.store.getState,
		async [Symbol.asyncDispose]() {
			ending.abort();
			await running;
		},
	};
}
