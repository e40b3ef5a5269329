import {open} from 'node:fs/promises';
import path from 'node:path';

/** A configuration is a few kibibytes; without a bound `/dev/zero` would be read until the memory is full. */
const maxBytes = 1024 * 1024;

/**
`mon-tui/config.json` where https://specifications.freedesktop.org/basedir-spec puts it; a relative XDG_CONFIG_HOME is
ignored, as it demands. `undefined` for a user without a home.
*/
export function usualConfigPath(
	env: Readonly<Record<string, string | undefined>>,
	homedir: () => string,
): string | undefined {
	const {XDG_CONFIG_HOME: directory = ''} = env;
	if (path.isAbsolute(directory)) {
		return path.join(directory, 'mon-tui', 'config.json');
	}

	try {
		return path.join(homedir(), '.config', 'mon-tui', 'config.json');
	} catch {
		// A container may run as a number that /etc/passwd does not know.
		return undefined;
	}
}

export async function readConfigText(file: string): Promise<string> {
	const handle = await open(file);
	const chunks: Uint8Array[] = [];
	for await (const chunk of handle.createReadStream({end: maxBytes})) {
		chunks.push(chunk);
	}

	const bytes = Buffer.concat(chunks);
	if (bytes.length > maxBytes) {
		throw new Error('larger than a configuration can be (1 MiB)');
	}

	return bytes.toString('utf8');
}

/** Whether there simply is no such file, as opposed to one that cannot be read. */
export function isMissing(error: unknown): boolean {
	const {code} = error as NodeJS.ErrnoException;
	return code === 'ENOENT' || code === 'ENOTDIR';
}
