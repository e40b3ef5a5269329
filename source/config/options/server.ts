import {integer, path, secret, secretFile, section, text, toggle} from '../model/field.js';
import {list} from '../model/list.js';

const group = 'Server';

/** Who may watch this machine from elsewhere, and how. */
export const server = section({
	enabled: toggle({help: 'let others watch over WebSocket and HTTP', group, default: false, flag: 'serve'}),
	host: text({
		help: 'address to listen on; 0.0.0.0 is all',
		group,
		default: '127.0.0.1',
		flag: 'host',
		placeholder: 'ADDRESS',
		pattern: /^[^\s/]+$/,
		allowed: 'an address or a name',
	}),
	port: integer({help: 'port to listen on; 0 is any', group, default: 8765, min: 0, max: 65_535, flag: 'port'}),
	maxClients: integer({
		help: 'clients at the same time',
		group,
		default: 1000,
		min: 1,
		max: 100_000,
		flag: 'max-clients',
	}),
	compress: toggle({
		help: 'compress for clients that ask for it',
		group,
		default: false,
		flag: 'compress',
	}),
	token: secret({
		help: 'what clients must know, and --connect tells; MON_TUI_TOKEN hides it from ps',
		group,
		flag: 'token',
		variable: 'MON_TUI_TOKEN',
		pattern: /^[\x21-\x7e]+$/,
		allowed: 'printable ASCII characters without blanks, and not the mask "***"',
	}),
	tokenFile: secretFile({
		help: 'file with what clients must know, and --connect tells',
		group,
		flag: 'token-file',
		variable: 'MON_TUI_TOKEN_FILE',
	}),
	auth: toggle({help: 'ask for a token on a public address', group, default: true, flag: 'auth'}),
	allowHosts: list(text({help: 'a name'}), {
		help: 'name under which clients call this machine',
		group,
		default: [],
		flag: 'allow-host',
		placeholder: 'NAME',
	}),
	allowOrigins: list(
		text({
			help: 'an origin',
			pattern: /^https?:\/\/[^\s/?#]+\/?$/,
			allowed: 'scheme, host and port of a page, as in https://wall.example',
		}),
		{
			help: 'other page that may show this machine',
			group,
			default: [],
			flag: 'allow-origin',
			placeholder: 'URL',
		},
	),
	trustProxy: toggle({
		help: 'believe X-Forwarded-… and Forwarded headers',
		group,
		default: false,
		flag: 'trust-proxy',
	}),
	commandLines: toggle({
		help: 'tell clients command lines, which carry secrets',
		group,
		default: false,
		flag: 'serve-cmdline',
	}),
	tlsCert: path({help: 'certificate, in PEM', group, flag: 'tls-cert'}),
	tlsKey: path({help: 'its key, in PEM', group, flag: 'tls-key'}),
});
