/** The address of a machine that is reached with `ssh`. */
export type SshAddress = {
	/** The name of the host as `ssh` gets it: a name, an address, or a `Host` of its configuration. */
	readonly host: string;
	/** `undefined`: the configuration of `ssh` decides. */
	readonly user: string | undefined;
	/** `undefined`: the configuration of `ssh` decides. */
	readonly port: string | undefined;
	/** User, host and port as given, for messages. */
	readonly label: string;
};

const allowed = 'must be an address such as ssh://HOST, ssh://USER@HOST or ssh://HOST:22';

/** Returns whether an address is one for `ssh`. */
export function isSshAddress(url: string): boolean {
	return /^ssh:\/\//i.test(url);
}

/**
Parses an address such as `ssh://root@web-01:22`. User and host have no characters that an option or a shell could interpret,
because the configuration of `ssh` may pass them to a command.
*/
export function parseSshAddress(text: string): SshAddress {
	const [, user, host, port] = /^ssh:\/\/(?:([^/@]*)@)?(\[[^\]]*\]|[^:/@]*)(?::([^:/@]*))?\/?$/i.exec(text) ?? [];
	if (user?.includes(':')) {
		throw new Error('the address of a machine must not contain a password; ssh asks for it');
	}

	const name = host?.replace(/^\[(.*)\]$/, '$1') ?? '';
	if (!/^[\w][\w.:%-]*$/.test(name) || (user !== undefined && !/^[\w][\w.@+$-]*$/.test(user)) || !isPort(port)) {
		throw new Error(`the address of a machine ${allowed}`);
	}

	return {
		host: name,
		user,
		port,
		label: `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : `:${port}`}`,
	};
}

function isPort(port: string | undefined): boolean {
	return port === undefined || (/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535);
}
