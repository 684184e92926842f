// A desk on PouchDB: every line of stdin names a file with a day's documents, which is replicated to the district.
const PouchDB = require("pouchdb");
PouchDB.plugin(require("pouchdb-adapter-memory"));
const fs = require("fs");
const readline = require("readline");

const here = new PouchDB("desk", { adapter: "memory" });
const there = new PouchDB(`http://${process.argv[2]}:9200/desk`);

async function send() {
  const result = await PouchDB.replicate(here, there, { retry: false });
  if (!result.ok || result.doc_write_failures) throw new Error(JSON.stringify(result));
}

async function main() {
  await here.put({ _id: "0-beginning" });
  await send();
  console.log("ready");
  for await (const line of readline.createInterface({ input: process.stdin })) {
    await here.bulkDocs(JSON.parse(fs.readFileSync(line.trim(), "utf8")));
    const start = process.hrtime.bigint();
    await send();
    console.log(Number(process.hrtime.bigint() - start) / 1e9);
  }
  process.exit(0);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
