// A CouchDB as a program in Node would be given one: express-pouchdb over stores in memory.
const PouchDB = require("pouchdb").defaults({ adapter: "memory" });
PouchDB.plugin(require("pouchdb-adapter-memory"));
const application = require("express")();
application.use("/", require("express-pouchdb")(PouchDB, { mode: "minimumForPouchDB", inMemoryConfig: true }));
application.listen(9200, "0.0.0.0", () => console.log("ready"));
