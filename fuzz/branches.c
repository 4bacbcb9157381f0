/* Counts the branches that a program reaches, and prints the numbers at its end. The compiler gives each branch a counter of eight
   bits (SanitizerCoverage, inline-8bit-counters). A thread of its own looks at all counters twenty times a second. */

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MODULES = 4096, SAMPLES = 1 << 20 };

static struct { volatile uint8_t *start, *end; } modules[MODULES];
static size_t module_count, branch_count;
/* reached[i] is 1 once counter i was not 0. A counter that wraps around to 0 is still reached. */
static uint8_t *reached;
/* samples[i] is the number of branches that were reached when the thread looked for the i-th time. */
static unsigned samples[SAMPLES];
static size_t sample_count;

/* Called before main, for each module of the program. */
void __sanitizer_cov_8bit_counters_init(uint8_t *start, uint8_t *end) {
    if (start < end && module_count < MODULES) {
        modules[module_count].start = start;
        modules[module_count++].end = end;
    }
}

void __sanitizer_cov_pcs_init(const uintptr_t *start, const uintptr_t *end) {
    (void)start;
    (void)end;
}

static unsigned sample(void) {
    unsigned count = 0;
    size_t at = 0;
    for (size_t module = 0; module < module_count; module++) {
        for (volatile uint8_t *counter = modules[module].start; counter < modules[module].end; counter++, at++) {
            reached[at] |= *counter != 0;
            count += reached[at];
        }
    }
    return count;
}

static void *watch(void *unused) {
    (void)unused;
    while (sample_count < SAMPLES) {
        samples[sample_count++] = sample();
        usleep(50000);
    }
    return NULL;
}

__attribute__((constructor(65535))) static void begin(void) {
    pthread_t thread;
    for (size_t module = 0; module < module_count; module++) {
        branch_count += (size_t)(modules[module].end - modules[module].start);
    }
    reached = calloc(branch_count + 1, 1);
    if (reached == NULL || pthread_create(&thread, NULL, watch, NULL) != 0) {
        abort();
    }
    pthread_detach(thread);
}

/* The branches of the exit itself do not count. */
__attribute__((destructor)) static void end(void) {
    const size_t count = sample_count;
    if (count > 0) {
        printf("branches reached after 5, 25, 50, 75 and 100 %% of the time: %u, %u, %u, %u, %u of %zu\n", samples[count / 20],
               samples[count / 4], samples[count / 2], samples[count * 3 / 4], samples[count - 1], branch_count);
    }
}
