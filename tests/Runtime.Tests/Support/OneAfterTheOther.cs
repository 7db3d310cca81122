// Several of these tests measure time, and all share the threads that calls run on.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
