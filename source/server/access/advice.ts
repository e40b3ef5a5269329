import type {RefusalReason} from '../limits/refusals.js';

/** What advice may be about: why requests are refused, why a server does not start, what its warnings say. */
export type AdviceTopic =
	| RefusalReason
	| 'port_in_use'
	| 'tls_pair'
	| 'auth_and_token'
	| 'no_token'
	| 'weak_token'
	| 'clear_text';

/** Returns what can be done, in words that may follow a semicolon. */
export type Advise = (topic: AdviceTopic, port: number) => string | undefined;

const byOption: Readonly<Partial<Record<AdviceTopic, string>>> = {
	host: 'allowHosts admits a name',
	origin: 'allowOrigins admits a page; behind a reverse proxy, trustProxy',
	tls_pair: 'give tlsCert and tlsKey',
	auth_and_token: 'auth: false excludes token and tokenFile',
	clear_text: 'give tlsCert and tlsKey, or put a reverse proxy in front',
};

/** For programs that start a server: names their options. */
export function adviseOptions(topic: AdviceTopic): string | undefined {
	return byOption[topic];
}

export function withAdvice(text: string, advice: string | undefined): string {
	return advice === undefined ? text : `${text}; ${advice}`;
}
