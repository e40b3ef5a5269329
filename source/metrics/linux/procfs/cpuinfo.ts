/** The content of `/proc/cpuinfo`. Its lines depend on the architecture, so any value may be absent. */
export type Cpuinfo = {
	/** Name of the processor or, if the kernel has none (ARM), of the system on a chip or the board. */
	readonly modelName: string | undefined;
	/** Sum of `cpu cores` over the distinct `physical id`s. x86 only. */
	readonly physicalCores: number | undefined;
	/** Clock by logical processor. Not available on ARM and RISC-V. */
	readonly coreMhz: ReadonlyMap<number, number>;
};

/** Keys in order of preference: x86, ARM and LoongArch; MIPS; old 32-bit ARM; PowerPC and SPARC; RISC-V; ARM boards. */
const modelKeys = ['model name', 'Model Name', 'cpu model', 'Processor', 'cpu', 'uarch', 'Hardware', 'Model'];
/** Keys of x86, s390 and PowerPC (`3425.000000MHz`). */
const clockKeys = ['cpu MHz', 'cpu MHz dynamic', 'clock'];
const processorKeys = ['processor', 'cpu number'];

/** Parses `/proc/cpuinfo`. */
export function parseCpuinfo(text: string): Cpuinfo {
	const paragraphs = text.split(/\n\s*\n/).map(parseParagraph);
	const models = new Map<string, string>();
	for (const paragraph of paragraphs) {
		paragraph.forEach((value, key) => {
			models.set(key, value);
		});
	}

	const coreMhz = new Map<number, number>();
	const coresBySocket = new Map<string, number>();
	for (const paragraph of paragraphs) {
		const processor = Number.parseInt(firstOf(paragraph, processorKeys) ?? '', 10);
		const mhz = Number.parseFloat(firstOf(paragraph, clockKeys) ?? '');
		if (Number.isFinite(processor) && Number.isFinite(mhz)) {
			coreMhz.set(processor, mhz);
		}

		const socket = paragraph.get('physical id');
		const cores = Number.parseInt(paragraph.get('cpu cores') ?? '', 10);
		if (socket !== undefined && cores > 0) {
			coresBySocket.set(socket, cores);
		}
	}

	return {
		modelName: firstOf(models, modelKeys),
		physicalCores:
			coresBySocket.size === 0 ? undefined : [...coresBySocket.values()].reduce((sum, cores) => sum + cores),
		coreMhz,
	};
}

function parseParagraph(text: string): ReadonlyMap<string, string> {
	const paragraph = new Map<string, string>();
	for (const {1: key = '', 2: value = ''} of text.matchAll(/^([^:\n]*[^:\s])[ \t]*:[ \t]*(.*)$/gm)) {
		paragraph.set(key, value.trim());
	}

	return paragraph;
}

function firstOf(paragraph: ReadonlyMap<string, string>, keys: readonly string[]): string | undefined {
	const key = keys.find(candidate => (paragraph.get(candidate) ?? '') !== '');
	return key === undefined ? undefined : paragraph.get(key);
}
