import {RequestError} from '../protocol/error-code.js';
import {parseHistoryWindow} from '../protocol/history-window.js';
import {machineFamilies} from '../protocol/machine-families.js';
import {writeFamilies} from '../protocol/prometheus-text.js';
import {asyncApi} from '../protocol/schema/asyncapi.js';
import {clientMessageSchema} from '../protocol/schema/client-schema.js';
import {serverMessageSchema} from '../protocol/schema/server-schema.js';
import {selectData} from '../protocol/select-data.js';
import {statusMessage} from '../protocol/server-message.js';
import {parseWireMetric, type WireMetric, wireMetricNames} from '../protocol/wire-metrics.js';
import {version} from '../version.js';
import {historyReply} from './history-reply.js';
import {type Answer, failure, json, ofType} from './http-answer.js';
import type {Outgoing} from './outgoing.js';
import type {PageFile} from './page.js';
import {serverFamilies} from './server-families.js';
import type {Service} from './service.js';

export type Route = {
	/** What shows nothing of the machine needs no token. */
	readonly isPublic: boolean;
	answer(query: URLSearchParams): Answer;
};

const publicRoute = (answer: Route['answer']): Route => ({isPublic: true, answer});
const route = (answer: Route['answer']): Route => ({isPublic: false, answer});

/** By path. All of them only tell; nothing can be changed over HTTP. */
export function createRoutes(service: Service, page: ReadonlyMap<string, PageFile>): ReadonlyMap<string, Route> {
	const {stream, store, serverId} = service;

	const ofLatest =
		(tell: (latest: Outgoing, query: URLSearchParams) => Answer) =>
		(query: URLSearchParams): Answer => {
			const latest = stream.latest();
			return latest ? tell(latest, query) : failure(503, 'PENDING', 'Nothing was measured yet', {'Retry-After': '1'});
		};

	return new Map([
		['/healthz', publicRoute(() => (service.isHealthy() ? ofType('text/plain', 'ok\n') : stale()))],
		...[...page].map(([path, {type, text}]) => [path, publicRoute(() => ofType(type, text))] as const),
		['/metrics', route(ofLatest(({sample}) => metrics(service, sample)))],
		[
			'/api/v1/snapshot',
			route(
				ofLatest((latest, query) => {
					service.processList.renew();
					return tagged(snapshot(latest, query), `"${serverId}-${latest.sample.sequence}"`);
				}),
			),
		],
		[
			'/api/v1/history',
			route(query => {
				const window = parseHistoryWindow(historyParameters(query), '');
				const {history} = store.getState();
				const [whole] = historyReply(history, window, {id: undefined, serverId, rows: Number.POSITIVE_INFINITY});
				return json(whole);
			}),
		],
		[
			'/api/v1/alerts',
			route(
				ofLatest(latest => {
					const {seq, t, timestamp, alerts} = latest.message();
					return json({seq, t, timestamp, alerts});
				}),
			),
		],
		['/api/v1/status', route(() => json(statusMessage({id: undefined}, service.status())))],
		[
			'/api/v1/schema',
			route(() => json({client: clientMessageSchema, server: serverMessageSchema, asyncapi: asyncApi(version)})),
		],
	]);
}

function stale(): Answer {
	return ofType('text/plain', 'no recent measurement\n', 503);
}

function metrics(service: Service, sample: Outgoing['sample']): Answer {
	const text = writeFamilies([...machineFamilies(sample), ...serverFamilies(service)]);
	return {...ofType('text/plain', text), headers: {'Content-Type': 'text/plain; version=0.0.4; charset=utf-8'}};
}

function snapshot(latest: Outgoing, query: URLSearchParams): Answer {
	const names = query.get('metrics');
	if (names === null) {
		return ofType('application/json', latest.bytes());
	}

	const message = latest.message();
	return json({...message, data: selectData(message.data, parseMetrics(names), 'full')});
}

function tagged(answer: Answer, tag: string): Answer {
	return {...answer, headers: {...answer.headers, ETag: tag}};
}

function parseMetrics(names: string): readonly WireMetric[] {
	return names.split(',').map(name => {
		const metric = parseWireMetric(name);
		if (!metric) {
			throw new RequestError('UNKNOWN_METRIC', `Unknown metric; known are ${wireMetricNames.join(', ')}`);
		}

		return metric;
	});
}

/** As they would stand in a message. What is no number stays a text, to be refused. */
function historyParameters(query: URLSearchParams): Readonly<Record<string, unknown>> {
	const number = (name: string): [string, unknown][] => {
		const text = query.get(name);
		return text === null ? [] : [[name, /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text]];
	};
	const metrics = query.get('metrics');
	const serverId = query.get('server_id');
	return Object.fromEntries([
		...number('seconds'),
		...number('points'),
		...number('since_seq'),
		...(metrics === null ? [] : [['metrics', metrics.split(',')] as const]),
		...(serverId === null ? [] : [['server_id', serverId] as const]),
	]);
}
