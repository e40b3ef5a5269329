import {readdir, stat} from 'node:fs/promises';
import path from 'node:path';
import {systemReason} from '../../support/system-error.js';
import {parseRecordingName} from '../format/file-name.js';
import {type RecordingFile, recordingFile} from './recording-file.js';

/**
Returns a file, or the files of a recording in a directory. Rejects with an error that names the path when it does not
exist.
*/
export async function listFiles(place: string): Promise<readonly RecordingFile[]> {
	const {size, isDirectory} = await kindOf(place).catch(error => {
		throw new Error(`${place}: ${systemReason(error)}`, {cause: error});
	});
	if (!isDirectory) {
		return [recordingFile(place, size)];
	}

	const names = (await readdir(place)).filter(name => parseRecordingName(name) !== undefined);
	const files = await Promise.all(
		names.map(async name => {
			const file = path.join(place, name);
			// The file may have been deleted meanwhile by the retention of the recording.
			const kind = await kindOf(file).catch(() => undefined);
			return kind?.isFile ? [recordingFile(file, kind.size)] : [];
		}),
	);
	return files.flat();
}

type Kind = {readonly size: number; readonly isDirectory: boolean; readonly isFile: boolean};

async function kindOf(file: string): Promise<Kind> {
	const status = await stat(file);
	return {size: status.size, isDirectory: status.isDirectory(), isFile: status.isFile()};
}
