import {accessSync, constants, readdirSync, statSync} from 'node:fs';
import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

function isProgram(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
}

/** Returns the paths at which `nvidia-smi` is searched, best first, except the driver store of Windows. */
export function nvidiaSmiPlaces(environment: Environment, platform: NodeJS.Platform): readonly string[] {
	if (platform === 'win32') {
		const folders = (environment.PATH ?? '').split(';').filter(path.win32.isAbsolute);
		return [
			...folders,
			path.win32.join(environment.WINDIR ?? 'C:\\Windows', 'System32'),
			path.win32.join(environment.ProgramFiles ?? 'C:\\Program Files', 'NVIDIA Corporation', 'NVSMI'),
		].map(folder => path.win32.join(folder, 'nvidia-smi.exe'));
	}

	// The last one is for the Windows Subsystem for Linux, where it is not always on the PATH.
	const folders = (environment.PATH ?? '').split(':').filter(path.posix.isAbsolute);
	return [...folders, '/usr/lib/wsl/lib'].map(folder => path.posix.join(folder, 'nvidia-smi'));
}

/** Returns the copy of the newest display driver in the driver store of Windows. */
function findInDriverStore(environment: Environment): string | undefined {
	const store = path.win32.join(environment.WINDIR ?? 'C:\\Windows', 'System32', 'DriverStore', 'FileRepository');
	try {
		return readdirSync(store)
			.filter(folder => folder.toLowerCase().startsWith('nv'))
			.map(folder => path.win32.join(store, folder, 'nvidia-smi.exe'))
			.filter(isProgram)
			.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
	} catch {
		return undefined;
	}
}

/** Returns the full path of `nvidia-smi`, or `undefined` when it is not installed. */
export function findNvidiaSmi(
	environment: Environment = process.env,
	platform: NodeJS.Platform = process.platform,
): string | undefined {
	return (
		nvidiaSmiPlaces(environment, platform).find(isProgram) ??
		(platform === 'win32' ? findInDriverStore(environment) : undefined)
	);
}
