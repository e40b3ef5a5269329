/**
Returns name and version of the distribution in `/etc/os-release` (os-release(5)). Default "Linux", as in its manual
page.
*/
export function parsePrettyName(text: string): string {
	const [, quoted, plain] = /^PRETTY_NAME=(?:(["'].*["'])|(.*?))\s*$/m.exec(text) ?? [];
	const name = quoted?.slice(1, -1).replace(/\\(["'$`\\])/g, '$1') ?? plain ?? '';
	return name === '' ? 'Linux' : name;
}
