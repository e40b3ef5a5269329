import type {AdviceTopic} from '../server/access/advice.js';

/** Returns which flags help with a refusal, a warning or an error of the server. */
export function adviseFlags(topic: AdviceTopic, port: number): string | undefined {
	switch (topic) {
		case 'host':
			return 'use --allow-host NAME to allow a name';
		case 'origin':
			return 'use --allow-origin URL to allow a page, or --allow-host NAME --trust-proxy behind a reverse proxy';
		case 'port_in_use':
			return 'use --port NUMBER to listen on another port';
		case 'tls_pair':
			return 'use --tls-cert and --tls-key together';
		case 'auth_and_token':
			return '--no-auth and a token cannot be used together';
		case 'clear_text':
			return `use --tls-cert and --tls-key, ssh -L ${port}:127.0.0.1:${port}, or a reverse proxy`;
		default:
			return undefined;
	}
}
