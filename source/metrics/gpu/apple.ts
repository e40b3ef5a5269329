import {errorMessage} from '../../support/system-error.js';
import {type Machine, UnavailableError} from '../collector.js';
import {command} from '../command.js';
import type {Reading} from '../reading.js';
import type {Gpu} from '../snapshot.js';
import type {GpuBackend} from './backend.js';
import {parseIoreg} from './ioreg.js';

const minPeriodMs = 5000;

/** The options of `apple`. */
export type AppleOptions = {
	/** Milliseconds between measurements, at least 5000, because each one starts a program. */
	readonly cadenceMs: number;
	readonly platform?: NodeJS.Platform | undefined;
	readonly ioregPath?: string | undefined;
	readonly timeoutMs?: number | undefined;
};

/**
Returns the back-end for GPUs of a Mac. Source: the I/O registry, which requires no privileges.

It is tested with text in the documented format and with substitute programs, not on a Mac.
*/
export function apple(machine: Machine, options: AppleOptions): GpuBackend {
	const {platform = process.platform, ioregPath = '/usr/sbin/ioreg', timeoutMs = 5000} = options;
	if (platform !== 'darwin') {
		return {name: 'apple', read: () => ({state: 'unsupported'})};
	}

	const ioreg = command(ioregPath, ['-r', '-d', '1', '-w', '0', '-c', 'IOAccelerator'], {timeoutMs});
	const periodMs = Math.max(minPeriodMs, options.cadenceMs);
	let reading: Reading<readonly Gpu[]> = {state: 'pending'};
	let isAsking = false;
	let nextMs = Number.NEGATIVE_INFINITY;

	const ask = async (): Promise<void> => {
		isAsking = true;
		nextMs = machine.monotonicMs() + periodMs;
		try {
			const value = parseIoreg(await ioreg.run());
			reading = value.length === 0 ? {state: 'unsupported'} : {state: 'ok', value};
		} catch (error) {
			const reason = errorMessage(error);
			reading = {state: error instanceof UnavailableError ? 'unsupported' : 'error', reason};
		} finally {
			isAsking = false;
		}
	};

	return {
		name: 'apple',
		read() {
			if (!isAsking && machine.monotonicMs() >= nextMs) {
				void ask();
			}

			return reading;
		},
		[Symbol.dispose]() {
			nextMs = Number.POSITIVE_INFINITY;
			ioreg[Symbol.dispose]();
		},
	};
}
