import {access, constants, lstat} from 'node:fs/promises';
import {createServer} from 'node:net';
import path from 'node:path';
import type {Config} from '../../config/definition.js';
import {isListening} from '../../support/owned-files/liveness-socket.js';
import {socketPath} from '../../support/socket-path.js';
import {errorCode, systemReason, unlessMissing} from '../../support/system-error.js';
import type {Check} from './check.js';

const common = {group: 'program', name: 'server'} as const;

/** Returns whether the server could listen on its address. The port is opened for a moment; a Unix socket is not created. */
export async function serverCheck({enabled, host, port, listen}: Config['server']): Promise<Check> {
	const place = listen ?? `${host} port ${port}`;
	const reason = listen === undefined ? await whyNotPort(host, port) : await whyNotSocket(socketPath(listen));
	if (reason === undefined) {
		return {...common, state: enabled ? 'ok' : 'off', found: `${place} is free${enabled ? '' : '; not enabled'}`};
	}

	// Another mon-tui may be the one that serves there.
	return {
		...common,
		state: enabled ? 'failed' : 'off',
		found: `${place}: ${reason}${enabled ? '' : '; not enabled'}`,
		help: enabled ? 'use --port NUMBER or --listen unix:PATH' : undefined,
	};
}

function whyNotPort(host: string, port: number): Promise<string | undefined> {
	return new Promise(resolve => {
		const server = createServer();
		server.once('error', error =>
			resolve(errorCode(error) === 'EADDRINUSE' ? 'in use by another process' : systemReason(error)),
		);
		server.listen({host, port}, () => server.close(() => resolve(undefined)));
	});
}

async function whyNotSocket(file: string): Promise<string | undefined> {
	const directory = path.dirname(file);
	try {
		const found = await unlessMissing(lstat(file), undefined);
		if (found && !found.isSocket()) {
			return 'the file exists and is not a socket';
		}

		if (found && (await isListening(directory, path.basename(file))) !== false) {
			return 'another process listens on it';
		}

		await access(directory, constants.W_OK | constants.X_OK);
		return undefined;
	} catch (error) {
		return `the directory ${directory} cannot be used: ${systemReason(error)}`;
	}
}
