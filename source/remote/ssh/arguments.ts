import type {SshAddress} from './address.js';

/** Mode in which `ssh` is started. */
export type SshMode = {
	/** Whether `ssh` may ask for a password or about a host key in the terminal. */
	readonly mayAsk: boolean;
};

/** Seconds until a host that does not answer is given up, and between messages that detect a dead connection. */
const connectSeconds = 10;
const aliveSeconds = 5;
const maxAliveMessages = 3;

/**
The command on the other side. Any login shell understands it. The script is the first line of the input, so that it neither
depends on the quoting of that shell nor shows in its list of processes.
*/
const remoteCommand = `exec sh -c 'read -r script; eval "$(printf %b "$script")"'`;

/**
Returns the arguments of `ssh`. The configuration of the user applies to everything else: keys, agent, jump hosts, known
hosts. Forwarding is off, because the connection only transports measurements.
*/
export function sshArguments({host, user, port}: SshAddress, {mayAsk}: SshMode): readonly string[] {
	const options = {
		BatchMode: mayAsk ? 'no' : 'yes',
		ClearAllForwardings: 'yes',
		Compression: 'yes',
		ConnectTimeout: connectSeconds,
		PermitLocalCommand: 'no',
		RemoteCommand: 'none',
		ServerAliveCountMax: maxAliveMessages,
		ServerAliveInterval: aliveSeconds,
	};
	return [
		'-T',
		'-a',
		'-x',
		...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]),
		...(user === undefined ? [] : ['-l', user]),
		...(port === undefined ? [] : ['-p', port]),
		'--',
		host,
		remoteCommand,
	];
}

/** Returns a script as the line that the command on the other side reads. */
export function scriptLine(script: string): string {
	return `${script.replaceAll('\\', String.raw`\\`).replaceAll('\n', String.raw`\n`)}\n`;
}
