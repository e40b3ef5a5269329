import type {RefusalReason} from '../limits/refusals.js';

/** The topic of a hint: the reason of a refusal, of a start error or of a warning. */
export type AdviceTopic =
	| RefusalReason
	| 'port_in_use'
	| 'tls_pair'
	| 'auth_and_token'
	| 'no_token'
	| 'weak_token'
	| 'clear_text';

/** A function that returns a hint for a topic. The hint is appended to the message after a semicolon. */
export type Advise = (topic: AdviceTopic, port: number) => string | undefined;

const byOption: Readonly<Partial<Record<AdviceTopic, string>>> = {
	host: 'add the name to allowHosts',
	origin: 'add the origin to allowOrigins, or set trustProxy behind a reverse proxy',
	tls_pair: 'set tlsCert and tlsKey',
	auth_and_token: 'remove auth: false, or token and tokenFile',
	clear_text: 'set tlsCert and tlsKey, or use a reverse proxy with TLS',
};

/** Returns hints for programs that start a server: they name the options of the library. */
export function adviseOptions(topic: AdviceTopic): string | undefined {
	return byOption[topic];
}

export function withAdvice(text: string, advice: string | undefined): string {
	return advice === undefined ? text : `${text}; ${advice}`;
}
