import {asError, errorCode, isMissing} from '../../support/system-error.js';
import type {Machine} from '../collector.js';
import {type PidStat, parsePidStat} from './procfs/pid-stat.js';
import {smallFileReader} from './small-file.js';

/**
A process may end at any moment between the listing of `/proc` and the reading of its files, even while one is read (`ESRCH`), and its file may be closed to
this user or hold something else than it should.
*/
export type PidStatReader = (pid: number) => PidStat | 'gone' | Error;

/** Reads `/proc/[pid]/stat`. */
export function pidStatReader(machine: Machine): PidStatReader {
	const read = smallFileReader();

	return pid => {
		try {
			return parsePidStat(read(`${machine.root}/proc/${pid}/stat`));
		} catch (error) {
			return isMissing(error) || errorCode(error) === 'ESRCH' ? 'gone' : asError(error);
		}
	};
}
