// Makes the server a replica set of one, and a user for each service who may read and write its database and nothing else.
// Runs once at each start of the project; what is there already is only brought up to date.
const { readFileSync } = require('fs');

const secret = (name) => readFileSync('/run/secrets/' + name, 'utf8').trim();

const server = connected();
const admin = server.getDB('admin');

if (!admin.hello().setName) {
  try {
    admin.adminCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] } });
  } catch (e) {
    if (e.codeName !== 'AlreadyInitialized') {
      throw e;
    }
  }
}
within('to become primary', () => admin.hello().isWritablePrimary);

for (const service of ['drafting', 'review', 'publishing', 'notification']) {
  const db = server.getDB(service);
  const user = {
    pwd: secret('mongo-' + service + '.password'),
    roles: [{ role: 'readWrite', db: service }],
  };
  if (db.getUser(service)) {
    db.updateUser(service, user);
  } else {
    db.createUser({ user: service, ...user });
  }
  print(service + ' has its user');
}

function connected() {
  let client;
  within('to let the administrator in', () => {
    client = new Mongo('mongodb://root:' + secret('mongo-root.password') + '@mongo:27017/admin?directConnection=true');
    return client.getDB('admin').hello().ok;
  });
  return client;
}

function within(what, done) {
  for (let tries = 0; tries < 240; tries++) {
    try {
      if (done()) {
        return;
      }
    } catch (e) {
      if (tries % 20 === 19) {
        print('waiting for the server ' + what + ': ' + e.message);
      }
    }
    sleep(250);
  }
  throw new Error('The server took more than a minute ' + what + '.');
}
