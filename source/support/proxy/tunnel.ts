import type {ClientRequest, RequestOptions} from 'node:http';
import {Agent, request} from 'node:http';
import {request as requestSecurely, Agent as SecureAgent} from 'node:https';
import type {Socket} from 'node:net';
import process from 'node:process';
import {connect as connectSecurely} from 'node:tls';
import {asError, systemReason} from '../system-error.js';
import {ProxyError, refusedByProxy} from './proxy-error.js';
import {type HttpProxy, proxyFor} from './proxy-for.js';

const timeoutMs = 10_000;

/** The target of a connection: the used options of `node:net` or `node:tls`. */
type Target = {readonly host?: string | null; readonly port?: number | string | null};
type OnConnect = (error: Error | null, socket?: Socket) => void;

/**
Returns an agent whose connections are tunnels through the proxy (`CONNECT`), with TLS inside if the target uses it.
Destroying it aborts running attempts.
*/
export function tunnelAgent(proxy: HttpProxy, isSecure: boolean): Agent {
	const attempts = new Set<ClientRequest>();
	const agent = agentThat(isSecure, (onConnect, target) => {
		const attempt = openTunnel(proxy, authority(target), (error, socket) => {
			attempts.delete(attempt);
			onConnect(error, socket && isSecure ? connectSecurely({...target, socket} as object) : socket);
		});
		attempts.add(attempt);
	});
	const destroy = agent.destroy.bind(agent);
	return Object.assign(agent, {
		destroy() {
			for (const attempt of attempts) {
				attempt.destroy();
			}

			destroy();
		},
	});
}

/**
Returns the agent for a WebSocket; `undefined` without a proxy. If the environment specifies an invalid proxy, the
connections of the agent fail with the reason.
*/
export function agentFor(target: URL): Agent | undefined {
	const isSecure = target.protocol === 'wss:';
	try {
		const proxy = proxyFor(target, process.env);
		return proxy && tunnelAgent(proxy, isSecure);
	} catch (error) {
		return agentThat(isSecure, onConnect => onConnect(asError(error)));
	}
}

/** Returns a request to the proxy itself. */
export function proxyRequest({isSecure, hostname, port}: HttpProxy, options: RequestOptions): ClientRequest {
	const all = {...options, hostname, port, agent: false};
	return isSecure ? requestSecurely(all) : request(all);
}

function agentThat(isSecure: boolean, open: (onConnect: OnConnect, target: Target) => void): Agent {
	const agent = isSecure ? new SecureAgent() : new Agent();
	return Object.assign(agent, {
		createConnection(target: Target, onConnect: OnConnect): undefined {
			open(onConnect, target);
		},
	});
}

function openTunnel(proxy: HttpProxy, place: string, onEnd: OnConnect): ClientRequest {
	const {authorization, label} = proxy;
	const attempt = proxyRequest(proxy, {
		method: 'CONNECT',
		path: place,
		timeout: timeoutMs,
		headers: {Host: place, ...(authorization !== undefined && {'Proxy-Authorization': authorization})},
	});
	attempt.once('connect', ({statusCode = 0}, socket, head) => {
		if (statusCode < 200 || statusCode > 299) {
			socket.destroy();
			onEnd(refusedByProxy(label, statusCode));
			return;
		}

		socket.setTimeout(0);
		socket.unshift(head);
		onEnd(null, socket as Socket);
	});
	attempt.once('timeout', () => attempt.destroy(new ProxyError(`the proxy ${label} does not respond`)));
	attempt.once('error', error => onEnd(proxyFailure(proxy, error)));
	attempt.end();
	return attempt;
}

/** Returns the error for a failed connection to the proxy. */
export function proxyFailure({label}: HttpProxy, cause: Error): ProxyError {
	return cause instanceof ProxyError ? cause : new ProxyError(`the proxy ${label}: ${systemReason(cause)}`, {cause});
}

function authority({host, port}: Target): string {
	const name = host ?? 'localhost';
	return `${name.includes(':') ? `[${name}]` : name}:${port ?? 80}`;
}
