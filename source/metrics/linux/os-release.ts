/**
The distribution's name and version from `/etc/os-release` (os-release(5)). "Linux" where the file names none, the default
its manual page sets.
*/
export function parsePrettyName(text: string): string {
	const [, quoted, plain] = /^PRETTY_NAME=(?:(["'].*["'])|(.*?))\s*$/m.exec(text) ?? [];
	const name = quoted?.slice(1, -1).replace(/\\(["'$`\\])/g, '$1') ?? plain ?? '';
	return name === '' ? 'Linux' : name;
}
