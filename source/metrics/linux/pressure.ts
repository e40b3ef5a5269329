import type {Collector, Machine} from '../collector.js';
import {UnavailableError} from '../collector.js';
import {createGapLog, type GapLog} from '../gaps.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {IrqPressure, Pressure, ResourcePressure} from '../snapshot.js';
import {type OptionalFiles, optionalFiles} from './optional-files.js';
import {parseIrqPressure, parsePressure} from './procfs/pressure.js';

/** Returns a collector of the pressure stall information of the machine. Source: `/proc/pressure`. */
export function pressureCollector(machine: Machine, cadenceMs: number): Collector<'pressure'> & Disposable {
	const files = optionalFiles();
	const log = createGapLog();
	let pressure: Pressure | undefined;

	return {
		name: 'pressure',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			log.clear();
			pressure = readPressure(files, resource => `${machine.root}/proc/pressure/${resource}`, pressure, log);
			if (pressure === undefined) {
				const [reason] = Object.values(log.gaps() ?? {});
				if (reason !== undefined) {
					throw new Error(reason);
				}

				throw new UnavailableError(
					'unsupported',
					'no /proc/pressure: it takes Linux 4.20 or newer with CONFIG_PSI, and not switched off with psi=0',
				);
			}

			return pressure;
		},
		gaps: log.gaps,
		[Symbol.dispose]: () => files[Symbol.dispose](),
	};
}

/**
Returns the pressure on each resource with a readable file; `undefined` when none is readable. Reasons go to `log`.
*/
export function readPressure(
	files: OptionalFiles,
	pathOf: (resource: keyof Pressure) => string,
	previous: Pressure | undefined,
	log: GapLog,
	part = '',
): Pressure | undefined {
	const read = (resource: 'cpu' | 'memory' | 'io'): ResourcePressure | undefined =>
		log.read(`${part}${resource}`, () => {
			const text = files.readText(pathOf(resource));
			return text === undefined ? undefined : unchanged(previous?.[resource], parsePressure(text));
		});
	const readIrq = (): IrqPressure | undefined =>
		log.read(`${part}irq`, () => {
			const text = files.readText(pathOf('irq'));
			return text === undefined ? undefined : reuseUnchanged(previous?.irq, parseIrqPressure(text));
		});

	const next: Pressure = {cpu: read('cpu'), memory: read('memory'), io: read('io'), irq: readIrq()};
	return next.cpu || next.memory || next.io || next.irq ? reuseUnchanged(previous, next) : undefined;
}

function unchanged(previous: ResourcePressure | undefined, next: ResourcePressure): ResourcePressure {
	return reuseUnchanged(previous, {
		some: reuseUnchanged(previous?.some, next.some),
		full: next.full && reuseUnchanged(previous?.full, next.full),
	});
}
