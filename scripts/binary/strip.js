/** Places of a 64-bit ELF header, see elf(5). */
const header = {segments: 32, sections: 40, segmentSize: 54, segmentCount: 56, sectionCount: 60, sectionNames: 62};
/** Places in the header of a segment. */
const segment = {offset: 8, fileSize: 32};

/**
Returns an executable without symbols and section headers, which only debuggers read. Unlike strip(1) it takes the
executables of any 64-bit architecture with little-endian numbers.

@param {Buffer} executable
@returns {Buffer}
*/
export function withoutSymbols(executable) {
	if (executable.toString('latin1', 0, 6) !== '\x7fELF\x02\x01') {
		throw new Error('not a 64-bit little-endian ELF file');
	}

	const first = Number(executable.readBigUInt64LE(header.segments));
	const size = executable.readUInt16LE(header.segmentSize);
	const ends = Array.from({length: executable.readUInt16LE(header.segmentCount)}, (_, index) => {
		const place = first + index * size;
		const offset = executable.readBigUInt64LE(place + segment.offset);
		return Number(offset + executable.readBigUInt64LE(place + segment.fileSize));
	});
	const stripped = Buffer.from(executable.subarray(0, Math.max(...ends)));
	stripped.writeBigUInt64LE(0n, header.sections);
	stripped.writeUInt16LE(0, header.sectionCount);
	stripped.writeUInt16LE(0, header.sectionNames);
	return stripped;
}
