import {readFileSync} from 'node:fs';
import {hostname} from 'node:os';

/**
Returns the names under which other machines of the network know this one: the host name, whole and short, with the search
domains of the resolver, `.local` (mDNS), and the aliases in `/etc/hosts`. An attacker can use these names only if
the network is already compromised.
*/
export function ownNames(
	name = hostname(),
	{hosts = readText('/etc/hosts'), resolver = readText('/etc/resolv.conf')} = {},
): readonly string[] {
	const whole = name.toLowerCase().replace(/\.$/, '');
	const [short = ''] = whole.split('.');
	if (short === '' || short === 'localhost') {
		return [];
	}

	const domains = linesOf(resolver)
		.filter(([keyword]) => keyword === 'search' || keyword === 'domain')
		.flatMap(([, ...names]) => names);
	const aliases = linesOf(hosts)
		.map(([, ...names]) => names)
		.filter(names => names.includes(whole) || names.includes(short))
		.flat();
	return [...new Set([whole, short, `${short}.local`, ...domains.map(domain => `${short}.${domain}`), ...aliases])];
}

/** Returns the words of each line, without comments, in lower case. */
function linesOf(text: string): ReadonlyArray<readonly string[]> {
	return text.split('\n').map(line =>
		line
			.replace(/[#;].*/, '')
			.toLowerCase()
			.trim()
			.split(/\s+/),
	);
}

/** Returns the content of a file; empty if there is no such file, as on Windows. */
function readText(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
