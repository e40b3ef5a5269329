import {access, constants, lstat} from 'node:fs/promises';
import {createServer} from 'node:net';
import path from 'node:path';
import type {Config} from '../../config/definition.js';
import {whyKept} from '../../server/port/socket-file.js';
import {socketPath} from '../../support/socket-path.js';
import {errorCode, systemReason, unlessMissing} from '../../support/system-error.js';
import type {Check} from './check.js';

const common = {group: 'program', name: 'server'} as const;

/** Returns whether the server could listen on its address. The port is opened for a moment; a Unix socket is not created. */
export async function serverCheck({enabled, host, port, listen}: Config['server']): Promise<Check> {
	const place = listen ?? `${host} port ${port}`;
	const problem = listen === undefined ? await whyNotPort(host, port) : await whyNotSocket(socketPath(listen));
	if (problem === undefined) {
		return {...common, state: enabled ? 'ok' : 'off', found: `${place} is free${enabled ? '' : '; not enabled'}`};
	}

	return {
		...common,
		state: enabled ? 'failed' : 'off',
		found: `${place}: ${problem.reason}${enabled ? '' : '; not enabled'}`,
		help: enabled ? problem.help : undefined,
	};
}

/** The reason why the server cannot listen, and the flag that helps. */
type Problem = {readonly reason: string; readonly help: string};

function whyNotPort(host: string, port: number): Promise<Problem | undefined> {
	return new Promise(resolve => {
		const server = createServer();
		server.once('error', error => resolve(portProblem(error)));
		server.listen({host, port}, () => server.close(() => resolve(undefined)));
	});
}

function portProblem(error: Error): Problem {
	switch (errorCode(error)) {
		case 'EADDRINUSE':
			return {reason: 'in use by another process', help: 'use --port NUMBER or --listen unix:PATH'};
		case 'EACCES':
			return {reason: systemReason(error), help: 'use --port NUMBER with 1024 or more'};
		default:
			return {reason: systemReason(error), help: 'use --host ADDRESS with an address of this machine'};
	}
}

async function whyNotSocket(file: string): Promise<Problem | undefined> {
	const directory = path.dirname(file);
	const help = 'use --listen unix:PATH with another path';
	try {
		const found = await unlessMissing(lstat(file), undefined);
		const reason = found && (await whyKept(file, found));
		if (reason !== undefined) {
			return {reason, help};
		}

		await access(directory, constants.W_OK | constants.X_OK);
		return undefined;
	} catch (error) {
		return {reason: `the directory ${directory} cannot be used: ${systemReason(error)}`, help};
	}
}
