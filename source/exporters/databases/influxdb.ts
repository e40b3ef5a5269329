import {Buffer} from 'node:buffer';
import {proxiedFetch} from '../../support/proxy/proxied-fetch.js';
import {retryAfterMs} from '../../support/retry-after.js';
import {withoutSecrets} from '../../support/without-secrets.js';
import {type DatabaseAddress, passwordOf} from './database-address.js';
import {lineProtocol} from './line-protocol.js';
import {BusyError, type OpenSink, RefusedError} from './sink.js';

const requestLimitMs = 10_000;
const maxReason = 200;

/**
Returns a function that connects to InfluxDB 1 or 2, or a compatible server such as VictoriaMetrics and Telegraf.
`?org=` selects version 2: the database is the bucket, the password is the token.
*/
export function influxdbOpener(address: DatabaseAddress): OpenSink {
	const {host, port, database, user, encryption, organization} = address;
	const scheme = encryption === 'disable' ? 'http' : 'https';
	const base = `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
	const url = new URL(organization === undefined ? '/write' : '/api/v2/write', base);
	url.search = new URLSearchParams(
		organization === undefined
			? {db: database, precision: 'ms'}
			: {org: organization, bucket: database, precision: 'ms'},
	).toString();
	const authorization = (): Readonly<Record<string, string>> => {
		const secret = passwordOf(address);
		return secret === undefined
			? {}
			: {
					authorization:
						organization === undefined
							? `Basic ${Buffer.from(`${user ?? ''}:${secret}`).toString('base64')}`
							: `Token ${secret}`,
				};
	};

	const post = async (target: URL, body: string | URLSearchParams): Promise<Response> =>
		proxiedFetch(target, {
			method: 'POST',
			body,
			headers: authorization(),
			redirect: 'error',
			signal: AbortSignal.timeout(requestLimitMs),
		}).catch(error => {
			// The message of fetch is "fetch failed"; its cause has the reason.
			throw error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
		});

	/** Creates the database. Only version 1 supports that; others have no databases or do not permit it. */
	const makeDatabase = async (): Promise<void> => {
		const query = `CREATE DATABASE "${database.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
		await throwUnlessOk(address, await post(new URL('/query', base), new URLSearchParams({q: query})));
	};

	return async () => ({
		async write(rows) {
			const lines = rows.map(lineProtocol).join('');
			const answer = await post(url, lines);
			if (answer.status === 404 && organization === undefined) {
				await answer.body?.cancel();
				await makeDatabase();
				await throwUnlessOk(address, await post(url, lines));
				return;
			}

			await throwUnlessOk(address, answer);
		},
		async [Symbol.asyncDispose]() {},
	});
}

/** Statuses that refuse the points themselves or their number. */
const refusals = [400, 413, 422];

/** Throws for a response that is not a success. */
async function throwUnlessOk(address: DatabaseAddress, answer: Response): Promise<void> {
	if (answer.ok) {
		await answer.body?.cancel();
		return;
	}

	// Secrets are removed before the text is truncated, because a truncated secret would not be recognized.
	const text = withoutSecrets(await answer.text(), [passwordOf(address)]);
	const reason = `${answer.status} ${text}`.replaceAll(/\s+/g, ' ').trim().slice(0, maxReason);
	const pauseMs = retryAfterMs(answer.headers.get('retry-after'), Date.now());
	if (refusals.includes(answer.status)) {
		throw new RefusedError(reason);
	}

	throw pauseMs === undefined ? new Error(reason) : new BusyError(reason, pauseMs);
}
