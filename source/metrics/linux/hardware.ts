import {type Collector, type Machine, UnavailableError} from '../collector.js';

export function hardwareCollector(_machine: Machine, cadenceMs: number): Collector<'hardware'> {
	return {
		name: 'hardware',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			throw new UnavailableError('unsupported', 'not measured');
		},
	};
}
