import {maxGroupId} from '../../support/group-id.js';
import {integer, path, secret, secretFile, section, text, toggle} from '../model/field.js';
import {list} from '../model/list.js';
import {socket} from '../model/socket-address.js';

const group = 'Server';

/** The section `server`: serving measurements to clients. */
export const server = section({
	enabled: toggle({help: 'serve the measurements over WebSocket and HTTP', group, default: false, flag: 'serve'}),
	host: text({
		help: 'address to listen on; 0.0.0.0 for all interfaces',
		group,
		default: '127.0.0.1',
		flag: 'host',
		placeholder: 'ADDRESS',
		pattern: /^[^\s/]+$/,
		allowed: 'an address or a host name',
	}),
	port: integer({
		help: 'port to listen on; 0 picks a free one',
		group,
		default: 8765,
		min: 0,
		max: 65_535,
		flag: 'port',
	}),
	listen: socket({
		help: 'serve on this Unix socket instead of a port; implies --serve',
		group,
		flag: 'listen',
	}),
	socketGroup: text({
		help: 'group that may connect to the Unix socket, besides its owner',
		group,
		flag: 'socket-group',
		placeholder: 'GROUP',
		isAllowed: value => !/^\d+$/.test(value) || Number(value) <= maxGroupId,
		allowed: `the name of a group, or an id from 0 to ${maxGroupId}`,
	}),
	maxClients: integer({
		help: 'maximum number of clients',
		group,
		default: 1000,
		min: 1,
		max: 100_000,
		flag: 'max-clients',
	}),
	compress: toggle({
		help: 'compress messages for clients that request it',
		group,
		default: false,
		flag: 'compress',
	}),
	token: secret({
		help: 'token that clients must send, and that --connect sends; MON_TUI_TOKEN hides it from ps',
		group,
		flag: 'token',
		variable: 'MON_TUI_TOKEN',
		pattern: /^[\x21-\x7e]+$/,
		allowed: 'printable ASCII characters without spaces, and not the mask "***"',
	}),
	tokenFile: secretFile({
		help: 'file with the token',
		group,
		flag: 'token-file',
		variable: 'MON_TUI_TOKEN_FILE',
	}),
	auth: toggle({help: 'require a token on a public address', group, default: true, flag: 'auth'}),
	allowHosts: list(text({help: 'a host name'}), {
		help: 'additional host name that clients may use for this server',
		group,
		default: [],
		flag: 'allow-host',
		placeholder: 'NAME',
	}),
	allowOrigins: list(
		text({
			help: 'an origin',
			pattern: /^https?:\/\/[^\s/?#]+\/?$/,
			allowed: 'the scheme, host and port of a page, as in https://wall.example',
		}),
		{
			help: 'additional origin whose pages may use this server',
			group,
			default: [],
			flag: 'allow-origin',
			placeholder: 'URL',
		},
	),
	trustProxy: toggle({
		help: 'trust X-Forwarded-… and Forwarded headers',
		group,
		default: false,
		flag: 'trust-proxy',
	}),
	commandLines: toggle({
		help: 'send command lines, which may contain secrets',
		group,
		default: false,
		flag: 'serve-cmdline',
	}),
	tlsCert: path({help: 'PEM file of the TLS certificate', group, flag: 'tls-cert'}),
	tlsKey: path({help: 'PEM file of the private key', group, flag: 'tls-key'}),
});
