import {type Collector, type Machine, UnavailableError} from '../../collector.js';

/** Returns a collector of the control groups. */
export function groupsCollector(_machine: Machine, cadenceMs: number): Collector<'groups'> & Disposable {
	return {
		name: 'groups',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			throw new UnavailableError('unsupported', 'no control group file system is mounted');
		},
		[Symbol.dispose]() {},
	};
}
