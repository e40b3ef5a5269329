import {type AlertMemory, type AlertMemoryOptions, openAlertMemory as open} from '../delivery/memory/alert-memory.js';
import {openSpool as openDirectory, type Spool, type SpoolOptions} from '../delivery/memory/spool.js';
import {type Closable, closable} from '../support/closable.js';
import {anyText, callback, checkOf, milliseconds, someObject} from './options.js';

const checkMemory = checkOf<AlertMemoryOptions>('openAlertMemory', {
	spool: {...someObject, isRequired: true},
	nowMs: callback,
	saveTimeoutMs: milliseconds(0),
});

/**
Opens the alert memory and reads the alerts of the previous run. Alerts that cannot be read are reported as a problem.
Rejects only with a TypeError, if an option is invalid.
*/
export async function openAlertMemory(options: AlertMemoryOptions): Promise<AlertMemory> {
	checkMemory(options);
	return open(options);
}

const checkSpool = checkOf<SpoolOptions>('openSpool', {
	directory: {...anyText, isRequired: true},
	report: callback,
	yields: callback,
	checkMs: milliseconds(1),
});

/**
Opens a spool. While another process uses it, this process sends no notifications, reports a problem, and takes over when
the other one ends. If the directory cannot be written, notifications are kept in memory, and pending ones are lost when the
process ends.

Rejects with a TypeError or RangeError if an option is invalid.
*/
export async function openSpool(options: SpoolOptions): Promise<Spool & Closable> {
	checkSpool(options);
	return closable(await openDirectory(options));
}
