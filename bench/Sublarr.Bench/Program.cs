Console.WriteLine("Nothing to measure yet: benchmarks arrive with the queue.");
