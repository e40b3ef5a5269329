import {type Collector, type Machine, UnavailableError} from '../collector.js';

export function socketsCollector(_machine: Machine, cadenceMs: number): Collector<'sockets'> {
	return {
		name: 'sockets',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			throw new UnavailableError('unsupported', 'not measured');
		},
	};
}
