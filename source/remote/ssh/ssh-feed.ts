import {keepConnected} from '../client/connect.js';
import type {HostFeed} from '../fleet/host-feed.js';
import {type ServerFeedOptions, serverFeed} from '../fleet/websocket-feed.js';
import type {SshAddress} from './address.js';
import {type SshDialOptions, sshDial} from './ssh-dial.js';

export type SshFeedOptions = ServerFeedOptions & SshDialOptions & {readonly address: SshAddress};

/** Returns a feed of one machine that is reached with `ssh`. */
export function sshFeed(options: SshFeedOptions): HostFeed {
	const dial = sshDial(options.address, options);
	return serverFeed(options, subscription => keepConnected(options.address.label, dial, {subscription}));
}
