import type {Sample} from '../../core/sample.js';
import {known} from '../../metrics/reading.js';
import type {Process} from '../../metrics/snapshot.js';
import type {MonitoringData} from './monitoring-data.js';

/**
A function that returns the command line of a process, joined by spaces; `undefined` if it has none or it cannot be read.
*/
export type CommandLineOf = (process: Pick<Process, 'pid' | 'startedAtMs' | 'name'>) => string | undefined;

/** Limits the message size: every tick contains the whole list. */
const maxCharacters = 256;

/**
Returns the message with a `command` for each process. Command lines may contain secrets: send them only if configured.
*/
export function withCommandLines(message: MonitoringData, {snapshot}: Sample, of: CommandLineOf): MonitoringData {
	const {processes} = message.data;
	if (!processes?.top) {
		return message;
	}

	const byPid = new Map(known(snapshot.readings.processes)?.list?.map(process => [process.pid, process]));
	const top = processes.top.map(row => {
		const process = byPid.get(row.pid);
		return {...row, command: (process && of(process)?.slice(0, maxCharacters)) ?? null};
	});
	return {...message, data: {...message.data, processes: {...processes, top}}};
}
