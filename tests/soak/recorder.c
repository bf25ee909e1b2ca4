/* Records, in order, what a process writes below one folder and what it says on its output.
 *
 * Loaded with LD_PRELOAD. SOAK_FOLDER names the folder, SOAK_RECORD the file to append to.
 * One record: operation (1 byte), length of the path (4), offset (8), length of the content (4),
 * the path, the content; numbers as this machine keeps them.
 *   W write  T truncate (offset is the new length)  S sync  U unlink  R rename (content: new path)
 *   A what was said on standard output
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int record_fd = -1;

static void put(const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t done = syscall(SYS_write, record_fd, at, length);
        if (done <= 0) abort();
        at += done;
        length -= (size_t)done;
    }
}

static void note(char what, const char *path, uint64_t offset, const void *bytes, uint32_t length) {
    uint32_t path_length = (uint32_t)strlen(path);
    if (record_fd < 0) {
        const char *name = getenv("SOAK_RECORD");
        if (!name) return;
        record_fd = (int)syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (record_fd < 0) abort();
    }
    put(&what, 1);
    put(&path_length, 4);
    put(&offset, 8);
    put(&length, 4);
    put(path, path_length);
    put(bytes, length);
}

static int inside(const char *path) {
    const char *folder = getenv("SOAK_FOLDER");
    return folder && strncmp(path, folder, strlen(folder)) == 0;
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return inside(path);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void note_write(int fd, const void *bytes, ssize_t done, uint64_t offset) {
    char path[PATH_MAX];
    if (done > 0 && path_of(fd, path)) note('W', path, offset, bytes, (uint32_t)done);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
    ssize_t done = NEXT(pwrite64)(fd, bytes, length, offset);
    note_write(fd, bytes, done, (uint64_t)offset);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    ssize_t done = NEXT(pwrite)(fd, bytes, length, offset);
    note_write(fd, bytes, done, (uint64_t)offset);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    off_t before = lseek(fd, 0, SEEK_CUR);
    ssize_t done = NEXT(write)(fd, bytes, length);
    if (fd == 1 && done > 0) note('A', "", 0, bytes, (uint32_t)done);
    else if (before >= 0) note_write(fd, bytes, done, (uint64_t)before);
    return done;
}

static int note_truncate(int fd, int result, uint64_t length) {
    char path[PATH_MAX];
    if (result == 0 && path_of(fd, path)) note('T', path, length, "", 0);
    return result;
}

int ftruncate64(int fd, off64_t length) {
    return note_truncate(fd, NEXT(ftruncate64)(fd, length), (uint64_t)length);
}

int ftruncate(int fd, off_t length) {
    return note_truncate(fd, NEXT(ftruncate)(fd, length), (uint64_t)length);
}

static int note_sync(int fd, int result) {
    char path[PATH_MAX];
    if (result == 0 && path_of(fd, path)) note('S', path, 0, "", 0);
    return result;
}

int fsync(int fd) { return note_sync(fd, NEXT(fsync)(fd)); }
int fdatasync(int fd) { return note_sync(fd, NEXT(fdatasync)(fd)); }

int unlink(const char *path) {
    int result = NEXT(unlink)(path);
    if (result == 0 && inside(path)) note('U', path, 0, "", 0);
    return result;
}

int rename(const char *from, const char *to) {
    int result = NEXT(rename)(from, to);
    if (result == 0 && inside(from)) note('R', from, 0, to, (uint32_t)strlen(to));
    return result;
}
