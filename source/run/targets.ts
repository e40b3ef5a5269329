import {hostname} from 'node:os';
import type {Config} from '../config/definition.js';
import {usageOf} from '../config/model/usage-error.js';
import {isBroker, type Target} from '../config/options/connect.js';
import {parseAddress} from '../remote/client/address.js';
import type {HostFeed} from '../remote/fleet/host-feed.js';
import type {WebSocketFeedOptions} from '../remote/fleet/websocket-feed.js';
import {isSshAddress} from '../remote/ssh/address.js';
import {readAuthorities} from '../support/authorities.js';

/** Returns the options for one server, with its own token and authorities, else those of the command line. */
export async function serverOptions(target: Target, config: Config): Promise<WebSocketFeedOptions> {
	const {url, ca = config.ca} = target;
	const address = parseAddress(url);
	return usageOf('', async () => ({
		url,
		// The default port is not part of the name.
		name: target.name ?? address.label.replace(/:8765$/, ''),
		intervalMs: config.intervalMs,
		history: config.history,
		// The token of the machine overrides that in its address, which overrides the token for all machines.
		token: target.token ?? address.token ?? config.server.token,
		ca: ca === undefined ? undefined : await readAuthorities(ca),
	}));
}

/**
Opens the feeds of all machines, over WebSocket, SSH or NATS. `ssh` may ask questions in the terminal meanwhile. Rejects with
a UsageError for a file that cannot be used.
*/
export async function openFeeds(
	config: Config,
	isAlwaysFull: boolean,
	signal: AbortSignal,
): Promise<readonly HostFeed[]> {
	const {webSocketFeed} = await import('../remote/fleet/websocket-feed.js');
	const isOverSsh = ({url}: Target): boolean => isSshAddress(url);
	// Before `ssh` asks its questions: with a file that cannot be used, the answers would be lost.
	const servers = new Map(
		await Promise.all(
			config.connect
				.filter(target => !isOverSsh(target))
				.map(async target => {
					const feed = isBroker(target)
						? await brokerFeed(target)
						: webSocketFeed({...(await serverOptions(target, config)), isAlwaysFull});
					return [target, feed] as const;
				}),
		),
	);
	const overSsh = config.connect.filter(isOverSsh);
	if (overSsh.length === 0) {
		return [...servers.values()];
	}

	const {connectSsh} = await import('./connect-ssh.js');
	const sshFeedOf = await connectSsh(overSsh, {...config, isAlwaysFull, signal});
	return config.connect.map(target => servers.get(target) ?? sshFeedOf(target));
}

async function brokerFeed({url, token}: Target): Promise<HostFeed> {
	const [{natsFeed}, {parseNatsAddress, shownAddress}, {parseLogin}, {natsOpener}] = await Promise.all([
		import('../nats/nats-feed.js'),
		import('../nats/address.js'),
		import('../nats/login.js'),
		import('../nats/open.js'),
	]);
	return usageOf('--connect: ', async () => {
		const address = parseNatsAddress(url);
		const login = token === undefined ? undefined : parseLogin(token);
		const opener = () => natsOpener({address, login, name: `mon-tui ${hostname()}`});
		return natsFeed({opener, place: shownAddress(address)});
	});
}
