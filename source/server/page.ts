import {readFile} from 'node:fs/promises';

export type PageFile = {
	readonly type: string;
	readonly text: string;
	readonly headers?: Readonly<Record<string, string>>;
};

/** Beside this module, in the source as in what is built of it. */
const files = [
	{path: '/', file: 'index.html', type: 'text/html'},
	{path: '/page.css', file: 'page.css', type: 'text/css'},
	{path: '/page.js', file: 'page.js', type: 'text/javascript'},
	{path: '/icon.svg', file: 'icon.svg', type: 'image/svg+xml'},
] as const;

/** The page that shows the machine in a browser, by path. Nothing of the machine is in it: that comes over the socket. */
export async function readPage(): Promise<ReadonlyMap<string, PageFile>> {
	const entries = files.map(async ({path, file, type}) => {
		const text = await readFile(new URL(`page/${file}`, import.meta.url), 'utf8');
		return [path, {type, text}] as const;
	});
	return new Map(await Promise.all(entries));
}
