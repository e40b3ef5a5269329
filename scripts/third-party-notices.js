import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';

/** Also the licences of what a package has in itself, in a folder of it. */
const licenceFile = /^(?:[^/]+\/)?(?:licen[cs]es?|copying|notice)(?:[.-][^/]*)?$/i;

/**
The licences of the packages in a bundle. Most of them require that copies contain the licence.

@param {import('esbuild').Metafile} metafile
@param {string} root
@param {string} subject what contains the packages
@returns {string}
*/
export function thirdPartyNotices(metafile, root, subject) {
	const folders = new Set(Object.keys(metafile.inputs).flatMap(file => packageFolder(file) ?? []));
	const notices = new Map([...folders].sort().map(folder => noticeOf(path.join(root, folder))));
	const titles = [...notices.keys()].sort();
	return [
		`${subject} contains the packages below, each under its licence.`,
		titles.map(title => `- ${title}`).join('\n'),
		...titles.map(title => `${'-'.repeat(80)}\n${title}\n\n${notices.get(title)}`),
		'',
	].join('\n\n');
}

/**
@param {string} file
@returns {string | undefined}
*/
function packageFolder(file) {
	return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
}

/**
@param {string} folder
@returns {[title: string, text: string]}
*/
function noticeOf(folder) {
	const {name, version, license, author} = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
	const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(file => licenceFile.test(file));
	const texts = files.sort().map(file => readFileSync(path.join(folder, file), 'utf8').trim());
	const holder = typeof author === 'string' ? author : author?.name;
	return [
		`${name} ${version} (${license})`,
		texts.join('\n\n') || `Copyright (c) ${holder}. The package comes without the text of its licence, ${license}.`,
	];
}
