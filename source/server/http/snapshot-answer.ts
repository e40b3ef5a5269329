import type {WireMetric} from '../../measurements/wire-metrics.js';
import {wireMetric} from '../../protocol/messages/client-message.js';
import type {MonitoringData} from '../../protocol/messages/monitoring-data.js';
import {selectData} from '../../protocol/messages/select-data.js';
import type {Service} from '../service.js';
import type {Outgoing} from '../websocket/outgoing.js';
import {type Answer, json, ofType, tagged} from './http-answer.js';

/** The maximum time that a response waits for the process list, which is read only while a client requests it. */
const maxWaitMs = 3000;

const missingList = {
	state: 'pending',
	reason: 'the process list is read only while a client requests it; a later snapshot contains it',
};

/**
Returns the latest snapshot or a part of it. If the process list is missing, waits for the first snapshot that contains it.
*/
export async function snapshotAnswer(
	{stream, store, processList, serverId}: Service,
	latest: Outgoing,
	query: URLSearchParams,
): Promise<Answer> {
	const names = query.get('metrics');
	const metrics = names === null ? undefined : names.split(',').map(wireMetric);
	const isListRequested = metrics?.some(({name}) => name === 'processes') ?? true;
	const isSoon = store.getState().intervalMs < maxWaitMs;
	// A list that is still missing after that time will not come: the machine has none.
	const requestedMs = isListRequested ? processList.renew() : undefined;
	const isNew = requestedMs !== undefined && requestedMs < maxWaitMs;
	const chosen =
		isNew && isSoon && lacksList(latest.message())
			? await stream.next(({message}) => !lacksList(message()), maxWaitMs)
			: latest;
	return tagged(bodyOf(chosen, metrics, isListRequested), `${serverId}-${chosen.sample.sequence}`);
}

function bodyOf(snapshot: Outgoing, metrics: readonly WireMetric[] | undefined, isListRequested: boolean): Answer {
	const message = snapshot.message();
	const isIncomplete = isListRequested && lacksList(message);
	if (!metrics && !isIncomplete) {
		return ofType('application/json', snapshot.bytes());
	}

	const data = isIncomplete
		? {...message.data, errors: {...message.data.errors, processes: missingList}}
		: message.data;
	return json({...message, data: selectData(data, metrics, 'full')});
}

/** Returns whether processes were counted, but not listed. */
function lacksList({data: {processes}}: MonitoringData): boolean {
	return processes !== null && processes.top === null;
}
