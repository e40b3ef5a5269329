import {machineFamilies} from '../../protocol/machine-families.js';
import {diagnosisMessage} from '../../protocol/messages/diagnosis-message.js';
import {parseHistoryWindow} from '../../protocol/messages/history-window.js';
import {historyMessage, statusMessage} from '../../protocol/messages/server-message.js';
import {writeFamilies} from '../../protocol/prometheus-text.js';
import {asyncApi} from '../../protocol/schema/asyncapi.js';
import {clientMessageSchema} from '../../protocol/schema/client-schema.js';
import {diagnosisSchema} from '../../protocol/schema/diagnosis-schema.js';
import {serverMessageSchema} from '../../protocol/schema/server-schema.js';
import {version} from '../../support/version.js';
import type {Purpose} from '../access/access.js';
import {costs} from '../limits/budgets.js';
import type {PageFile} from '../page.js';
import type {Service} from '../service.js';
import type {Outgoing} from '../websocket/outgoing.js';
import {type Answer, failure, json, ofType, tagged} from './http-answer.js';
import {serverFamilies} from './server-families.js';
import {snapshotAnswer} from './snapshot-answer.js';

/** Spends an additional cost from the budget of the client's address. Rejects if the budget is exhausted. */
export type Spend = (cost: number) => Promise<void>;

export type Route = {
	readonly purpose: Purpose;
	answer(query: URLSearchParams, spend: Spend): Answer | Promise<Answer>;
};

const route = (answer: Route['answer'], purpose: Purpose = 'machine'): Route => ({purpose, answer});

/** Returns the routes by path. All of them are read-only. */
export function createRoutes(service: Service, page: ReadonlyMap<string, PageFile>): ReadonlyMap<string, Route> {
	const {stream, histories, serverId} = service;
	let schema: string | undefined;

	const ofLatest =
		(answer: (latest: Outgoing, query: URLSearchParams, spend: Spend) => Answer | Promise<Answer>): Route['answer'] =>
		(query, spend) => {
			const latest = stream.latest();
			return latest ? answer(latest, query, spend) : pending('No measurement is available yet');
		};

	return new Map([
		['/healthz', route(() => (service.isHealthy() ? ofType('text/plain', 'ok\n') : stale()), 'health')],
		...[...page].map(
			([path, {type, text, headers}]) => [path, route(() => ofType(type, text, 200, headers), 'page')] as const,
		),
		[
			'/metrics',
			route(
				ofLatest(async ({sample}, _, spend) => {
					await spend(costs.metrics);
					return metrics(service, sample);
				}),
			),
		],
		['/api/v1/snapshot', route(ofLatest((latest, query) => snapshotAnswer(service, latest, query)))],
		[
			'/api/v1/history',
			route(async (query, spend) => {
				const window = parseHistoryWindow(historyParameters(query));
				if (!histories.isKept(window)) {
					await spend(costs.history);
				}

				const {columns, rows} = await histories.table(window);
				return json(historyMessage({id: undefined}, columns, rows, serverId, true));
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
		[
			'/api/v1/events',
			route(
				ofLatest(latest => {
					const {seq, t, timestamp, data} = latest.message();
					return json({seq, t, timestamp, events: data.events});
				}),
			),
		],
		[
			'/api/v1/diagnosis',
			route(
				ofLatest(({sample}) =>
					sample.findings
						? tagged(json(diagnosisMessage(sample)), `${serverId}-${sample.sequence}`)
						: pending('No diagnosis is available yet'),
				),
			),
		],
		['/api/v1/status', route(() => json(statusMessage({id: undefined}, service.status())))],
		[
			'/api/v1/schema',
			route(() => {
				schema ??= JSON.stringify({
					client: clientMessageSchema,
					server: serverMessageSchema,
					diagnosis: diagnosisSchema,
					asyncapi: asyncApi(version),
				});
				return ofType('application/json', schema);
			}),
		],
	]);
}

function pending(reason: string): Answer {
	return failure(503, 'PENDING', reason, {'Retry-After': '1'});
}

function stale(): Answer {
	return ofType('text/plain', 'no recent measurement\n', 503);
}

function metrics(service: Service, sample: Outgoing['sample']): Answer {
	const text = writeFamilies([...machineFamilies(sample), ...serverFamilies(service)]);
	return {...ofType('text/plain', text), headers: {'Content-Type': 'text/plain; version=0.0.4; charset=utf-8'}};
}

/** Returns the parameters in the form of a message. A value that is not a number stays a text, which is rejected later. */
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
