import {defaultHistory} from '../../source/core/history.js';
import {type Monitor, monitorSource} from '../../source/core/monitor.js';
import type {Source} from '../../source/core/source.js';
import type {MonitorState} from '../../source/core/state.js';

/** A monitor of a source that runs until it is disposed. */
export type RunningMonitor = AsyncDisposable & {
	readonly monitor: Monitor;
	state(): MonitorState;
};

export function runMonitor(source: Source): RunningMonitor {
	const monitor = monitorSource({source, history: defaultHistory});
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
