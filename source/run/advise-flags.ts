import type {AdviceTopic} from '../server/access/advice.js';

/** What the flags of this program can do about a refusal, a warning or an error of the server. */
export function adviseFlags(topic: AdviceTopic, port: number): string | undefined {
	switch (topic) {
		case 'host':
			return '--allow-host NAME admits a name';
		case 'origin':
			return '--allow-origin URL admits a page; behind a reverse proxy, --allow-host NAME --trust-proxy';
		case 'port_in_use':
			return '--port NUMBER takes another port';
		case 'tls_pair':
			return 'give --tls-cert and --tls-key';
		case 'auth_and_token':
			return '--no-auth excludes a token';
		case 'clear_text':
			return `use --tls-cert and --tls-key, ssh -L ${port}:127.0.0.1:${port}, or a reverse proxy`;
		default:
			return undefined;
	}
}
