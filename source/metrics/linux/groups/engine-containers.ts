import {Buffer} from 'node:buffer';
import {get} from 'node:http';
import {fieldsOf, itemsOf, optionalItems, optionalText, textOf} from '../../../support/fields.js';
import type {GroupFact} from './group-names.js';

const timeoutMs = 2000;
/** About a thousand containers. */
const maxBodyBytes = 2 * 1024 * 1024;
/** Names and images are longer only in an attack. */
const maxLength = 200;

/**
Returns the running containers of Docker or Podman by id, from the socket of the engine. Makes one HTTP request, with a
timeout and a bounded answer. Rejects when the engine does not answer as expected.

The address is that of Docker's API, which Podman has too. An unversioned address uses the latest version.
*/
export function listContainers(socketPath: string, signal: AbortSignal): Promise<ReadonlyMap<string, GroupFact>> {
	return new Promise((resolve, reject) => {
		const request = get(
			{
				socketPath,
				path: '/containers/json',
				headers: {host: 'localhost'},
				agent: false,
				// A connected engine that sends nothing, or a byte at a time.
				signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
			},
			response => {
				if (response.statusCode !== 200) {
					request.destroy(new Error(`${socketPath}: expected status 200, found ${response.statusCode}`));
					return;
				}

				const chunks: Buffer[] = [];
				let bytes = 0;
				response.on('data', (chunk: Buffer) => {
					chunks.push(chunk);
					bytes += chunk.length;
					if (bytes > maxBodyBytes) {
						request.destroy(new Error(`${socketPath}: the answer has more than ${maxBodyBytes} bytes`));
					}
				});
				response.on('error', reject);
				response.on('end', () => {
					try {
						resolve(parseContainers(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
					} catch (error) {
						reject(new Error(`${socketPath}: the answer is not a list of containers`, {cause: error}));
					}
				});
			},
		);
		request.on('error', reject);
	});
}

/** Returns the containers in an answer of the engine. Anything else in it is ignored. */
export function parseContainers(answer: unknown): ReadonlyMap<string, GroupFact> {
	const items = itemsOf(answer);
	if (!items) {
		throw new Error('expected a list');
	}

	return new Map(
		items.flatMap(item => {
			const container = fieldsOf(item);
			const id = container && optionalText(container, 'Id');
			if (!container || id === undefined || !/^[\da-f]{64}$/.test(id)) {
				return [];
			}

			const name = textOf(optionalItems(container, 'Names')?.[0])?.replace(/^\//, '').slice(0, maxLength);
			const image = optionalText(container, 'Image')?.slice(0, maxLength);
			const state = optionalText(container, 'State')?.slice(0, maxLength);
			return [[id, {name: name || undefined, image: image || undefined, state: state || undefined}] as const];
		}),
	);
}
