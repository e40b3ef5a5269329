import type {IncomingMessage, ServerResponse} from 'node:http';
import {RequestError} from '../protocol/error-code.js';
import {systemReason} from '../system-error.js';
import {type Answer, failure, send} from './http-answer.js';
import type {Route} from './http-routes.js';
import type {Mount} from './mount.js';
import type {Service} from './service.js';

const methods = ['GET', 'HEAD'];

/** Answers requests by the table of routes: who may ask first, then whether there is such a thing. */
export function createHttpHandler(
	{access, log, logRefusal}: Service,
	routes: ReadonlyMap<string, Route>,
	mount: Mount,
): (request: IncomingMessage, response: ServerResponse) => void {
	const answer = (request: IncomingMessage): Answer => {
		const {url = '', method = '', headers} = request;
		const [path = '', query = ''] = mount.below(url).split('?', 2);
		const route = routes.get(path);
		const refusal =
			access.refuseStranger(request) ?? (route?.isPublic ? undefined : access.refuseWithoutToken(request));
		if (refusal) {
			logRefusal('warn', 'server', `refused ${access.addressOf(request)}: ${refusal.reason}`);
			return failure(refusal.status, 'REFUSED', refusal.reason, refusal.headers);
		}

		if (!route) {
			return failure(404, 'NOT_FOUND', `There is ${[...routes.keys()].join(', ')}`);
		}

		if (!methods.includes(method)) {
			return failure(405, 'METHOD_NOT_ALLOWED', 'Only GET and HEAD', {Allow: methods.join(', ')});
		}

		if ((headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined) {
			return failure(400, 'INVALID_FORMAT', 'A request has no body', {Connection: 'close'});
		}

		const told = route.answer(new URLSearchParams(query));
		const tag = told.headers.ETag;
		return tag !== undefined && headers['if-none-match'] === tag ? {...told, status: 304, body: ''} : told;
	};

	return (request, response) => {
		send(
			request,
			response,
			caught(() => answer(request), log),
		);
	};
}

function caught(answer: () => Answer, log: Service['log']): Answer {
	try {
		return answer();
	} catch (error) {
		if (error instanceof RequestError) {
			return failure(error.code === 'HISTORY_UNAVAILABLE' ? 503 : 400, error.code, error.message);
		}

		log('error', 'server', `a request failed: ${systemReason(error)}`);
		return failure(500, 'INTERNAL', 'The request failed');
	}
}
