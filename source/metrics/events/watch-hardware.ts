import {countOf} from '../../support/format.js';
import type {Hardware} from '../model/hardware.js';
import {known} from '../reading.js';
import {growth} from './growth.js';
import type {Happening} from './message-form.js';
import {type Change, onChange, type Watch} from './watch.js';

/** Returns a watch of throttling and memory errors. */
export function watchHardware(): Watch {
	const changes = growth();
	return onChange(
		({hardware}) => known(hardware),
		({thermalThrottles, correctedMemoryErrors, uncorrectedMemoryErrors}: Hardware, report) => {
			report(thermalThrottles, 'cpu_throttled');
			report(correctedMemoryErrors ?? uncorrectedMemoryErrors, 'machine_check');
			const grown = changes([
				['throttled', thermalThrottles],
				['corrected', correctedMemoryErrors],
				['uncorrected', uncorrectedMemoryErrors],
			]);
			const change = (name: string, happening: (times: number) => Happening): readonly Change[] => {
				const times = grown.get(name) ?? 0;
				return times > 0 ? [{happening: happening(times), rank: 0, times}] : [];
			};
			return [
				...change('throttled', () => ({
					kind: 'cpu_throttled',
					subject: 'CPU',
					text: 'the CPU is throttled: it is too hot',
				})),
				...change('corrected', times => ({
					kind: 'machine_check',
					severity: 'warning',
					subject: 'memory',
					text: countOf(times, 'corrected memory error'),
				})),
				...change('uncorrected', times => ({
					kind: 'machine_check',
					subject: 'memory',
					text: countOf(times, 'uncorrected memory error'),
				})),
			];
		},
	);
}
