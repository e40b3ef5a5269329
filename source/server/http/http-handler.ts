import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Socket} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {RequestError} from '../../protocol/messages/error-code.js';
import {systemReason} from '../../support/system-error.js';
import {costs, maxWaitSeconds, refusalDelayMs} from '../limits/budgets.js';
import type {Service} from '../service.js';
import {isNamedBy} from './entity-tag.js';
import {type Answer, failure, send} from './http-answer.js';
import type {Route} from './http-routes.js';
import type {Mount} from './mount.js';

const methods = ['GET', 'HEAD'];

/** The maximum number of queued requests of one connection, on a server that reads them all at once. */
const maxAhead = 16;

/** An error that is thrown if the budget of the address is exhausted. */
class TooManyRequestsError extends Error {
	constructor(readonly retryAfterSeconds: number) {
		super('Too many requests from this address');
	}
}

/**
Creates a handler that answers requests by the table of routes. It checks the access first and the path afterwards. The
requests of one connection are answered in order, each after the client has received the previous response.
*/
export function createHttpHandler(
	service: Service,
	routes: ReadonlyMap<string, Route>,
	mount: Mount,
): (request: IncomingMessage, response: ServerResponse) => void {
	const {access, budgets, healthBudgets, log, refusals} = service;
	const waiting = new WeakMap<Socket, {count: number; last: Promise<void>}>();

	const spender = (request: IncomingMessage) => {
		const address = access.addressOf(request);
		return async (cost: number): Promise<void> => {
			const waitSeconds = budgets.spend(address, cost);
			if (waitSeconds === undefined) {
				refusals.add('rate', address, 'too many requests');
				throw new TooManyRequestsError(Math.max(1, Math.ceil(budgets.retryAfter(address, cost))));
			}

			if (waitSeconds > 0) {
				await sleep(waitSeconds * 1000);
			}
		};
	};

	const answer = async (request: IncomingMessage): Promise<Answer> => {
		const {method = '', headers} = request;
		const {path, query} = mount.below(request.url ?? '');
		const route = routes.get(path);
		const spend = spender(request);
		if (route?.purpose === 'health') {
			// A load balancer must not be refused because of other clients behind the same proxy.
			await sleep(1000 * (healthBudgets.spend(access.addressOf(request), costs.request) ?? maxWaitSeconds));
		} else {
			await spend(costs.request);
		}

		const refusal = access.refuse(request, route?.purpose ?? 'machine');
		if (refusal) {
			refusals.add(refusal.kind, access.addressOf(request), refusal.reason);
			return failure(refusal.status, 'REFUSED', refusal.reason, refusal.headers);
		}

		if (!route) {
			return failure(404, 'NOT_FOUND', `Not found; the paths are ${[...routes.keys()].join(', ')}`);
		}

		if (!methods.includes(method)) {
			return failure(405, 'METHOD_NOT_ALLOWED', 'Method not allowed; use GET or HEAD', {Allow: methods.join(', ')});
		}

		if ((headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined) {
			return failure(400, 'INVALID_FORMAT', 'Requests must not have a body', {Connection: 'close'});
		}

		const found = await route.answer(new URLSearchParams(query), spend);
		const tag = found.headers.ETag;
		return tag !== undefined && isNamedBy(headers['if-none-match'], tag) ? {...found, status: 304, body: ''} : found;
	};

	const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		if (response.destroyed) {
			return;
		}

		const found = await caught(answer(request), log);
		if (found.status === 429) {
			await sleep(refusalDelayMs);
		}

		budgets.charge(access.addressOf(request), found.body.length);
		await send(request, response, found);
	};

	return (request, response) => {
		const {socket} = request;
		const before = waiting.get(socket) ?? {count: 0, last: Promise.resolve()};
		if (before.count >= maxAhead) {
			refusals.add('pipelining', access.addressOf(request), 'too many requests at once');
			socket.destroy();
			return;
		}

		before.count += 1;
		before.last = before.last
			.then(() => reply(request, response))
			.finally(() => {
				before.count -= 1;
			});
		waiting.set(socket, before);
	};
}

async function caught(answer: Promise<Answer>, log: Service['log']): Promise<Answer> {
	try {
		return await answer;
	} catch (error) {
		if (error instanceof TooManyRequestsError) {
			return failure(429, 'RATE_LIMITED', error.message, {'Retry-After': String(error.retryAfterSeconds)});
		}

		if (error instanceof RequestError) {
			return failure(error.code === 'HISTORY_UNAVAILABLE' ? 503 : 400, error.code, error.message);
		}

		log('error', 'server', `a request failed: ${systemReason(error)}`);
		return failure(500, 'INTERNAL', 'The request failed; see the log of the server');
	}
}
