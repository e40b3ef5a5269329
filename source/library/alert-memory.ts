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
Reads the alerts that an earlier run left. What cannot be read is a problem, not an end: it rejects with a TypeError for an
option that cannot be used, and for nothing else.
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
Opens a spool. While another process owns it, this one sends no notifications, says so as a problem, and takes over when the
other ends. A directory that cannot be written is no reason to send nothing: it is used by this process alone then, and
what waits is lost with the process.

Rejects with a TypeError or RangeError for an option that cannot be used.
*/
export async function openSpool(options: SpoolOptions): Promise<Spool & Closable> {
	checkSpool(options);
	return closable(await openDirectory(options));
}
