import {errorCode, isMissing} from '../../../support/system-error.js';
import type {GapLog} from '../../gaps.js';
import {type ReadSmallFile, smallFileReader} from '../small-file.js';
import type {GroupNode} from './tree.js';

/** The files of the control groups. */
export type GroupFiles = {
	/** Returns the text of a file of a group in a hierarchy; `undefined` when it does not exist or cannot be read. */
	read(node: GroupNode & KnownFiles, hierarchy: number | undefined, file: string): string | undefined;
	/** Returns the result of a parser; `undefined` when it throws. */
	parse<Value>(text: string | undefined, parse: (text: string) => Value): Value | undefined;
};

/** The files that a group does not have: a failed open costs more than a read. */
export type KnownFiles = {missing: Set<string> | undefined};

/** `memory.stat` has two kilobytes; `io.stat` has a line per device. */
const maxBytes = 32_768;

/** Returns a reader. It calls `onGone` with a directory that does not exist any more. */
export function groupFiles(log: GapLog, onGone: (directory: string) => void): GroupFiles {
	const readBytes: ReadSmallFile = smallFileReader(maxBytes);
	return {
		read(node, hierarchy, file) {
			const directory = hierarchy === undefined ? undefined : node.directories[hierarchy];
			if (directory === undefined || node.missing?.has(file) === true) {
				return undefined;
			}

			try {
				return readBytes(`${directory}/${file}`).toString('latin1');
			} catch (error) {
				const code = errorCode(error);
				if (code === 'ENODEV' || (isMissing(error) && isGone(directory, readBytes))) {
					onGone(directory);
				} else if (isMissing(error) || code === 'EOPNOTSUPP') {
					node.missing ??= new Set();
					node.missing.add(file);
				} else {
					log.read('list', () => {
						throw error;
					});
				}

				return undefined;
			}
		},
		parse: (text, parse) => (text === undefined ? undefined : log.read('list', () => parse(text))),
	};
}

/** Returns whether a directory was removed. Every group has `cgroup.procs`. */
function isGone(directory: string, readBytes: ReadSmallFile): boolean {
	try {
		readBytes(`${directory}/cgroup.procs`);
		return false;
	} catch (error) {
		return isMissing(error) || errorCode(error) === 'ENODEV';
	}
}
