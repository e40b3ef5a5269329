import type {Sample} from '../../core/sample.js';
import {known} from '../../metrics/reading.js';
import type {Process} from '../../metrics/snapshot.js';
import type {MonitoringData} from './monitoring-data.js';

/** The arguments of a process parted by spaces, as it gives them; `undefined` where it has none or they may not be read. */
export type CommandLineOf = (process: Pick<Process, 'pid' | 'startedAtMs' | 'name'>) => string | undefined;

/** Every tick carries the whole list. */
const maxCharacters = 256;

/** The message with a `command` for each process. Command lines carry secrets: only for whom that was said to be right. */
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
