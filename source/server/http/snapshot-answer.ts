import type {WireMetric} from '../../measurements/wire-metrics.js';
import {wireMetric} from '../../protocol/messages/client-message.js';
import type {MonitoringData} from '../../protocol/messages/monitoring-data.js';
import {selectData} from '../../protocol/messages/select-data.js';
import type {Service} from '../service.js';
import type {Outgoing} from '../websocket/outgoing.js';
import {type Answer, json, ofType} from './http-answer.js';

/** An answer waits no longer for the list of processes, which is read only while a client requests it. */
const maxWaitMs = 3000;

const missingList = {
	state: 'pending',
	reason: 'the list is read only while a client requests it; a later snapshot has it',
};

/** The latest snapshot, whole or in part: the first that has the list of processes, where that comes soon. */
export async function snapshotAnswer(
	{stream, store, processList, serverId}: Service,
	latest: Outgoing,
	query: URLSearchParams,
): Promise<Answer> {
	const names = query.get('metrics');
	const metrics = names === null ? undefined : names.split(',').map(wireMetric);
	const isListWanted = metrics?.some(({name}) => name === 'processes') ?? true;
	const isSoon = store.getState().intervalMs < maxWaitMs;
	// A list that did not come for that long does not come: the machine has none.
	const wantedMs = isListWanted ? processList.renew() : undefined;
	const isNew = wantedMs !== undefined && wantedMs < maxWaitMs;
	const chosen =
		isNew && isSoon && lacksList(latest.message())
			? await stream.next(({message}) => !lacksList(message()), maxWaitMs)
			: latest;
	const answer = bodyOf(chosen, metrics, isListWanted);
	return {...answer, headers: {...answer.headers, ETag: `"${serverId}-${chosen.sample.sequence}"`}};
}

function bodyOf(snapshot: Outgoing, metrics: readonly WireMetric[] | undefined, isListWanted: boolean): Answer {
	const message = snapshot.message();
	const isIncomplete = isListWanted && lacksList(message);
	if (!metrics && !isIncomplete) {
		return ofType('application/json', snapshot.bytes());
	}

	const data = isIncomplete
		? {...message.data, errors: {...message.data.errors, processes: missingList}}
		: message.data;
	return json({...message, data: selectData(data, metrics, 'full')});
}

/** Processes were only counted. */
function lacksList({data: {processes}}: MonitoringData): boolean {
	return processes !== null && processes.top === null;
}
